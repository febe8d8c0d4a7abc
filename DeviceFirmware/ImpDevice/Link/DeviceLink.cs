using System;
using System.Collections;
using ImpDevice.Runtime;

namespace ImpDevice.Link;

/// <summary>
/// The link while it is up: one thread delivers messages and commands in the order they were given, one waits at the gateway for the
/// agent's. Both repeat after growing pauses for as long as the link is wanted; <see cref="SilentMs"/> tells how long it has not worked.
/// </summary>
internal sealed class DeviceLink
{
    private const int FirstPauseMs = 1000;
    private const int LongestPauseMs = 30000;
    private const int FullInboxPauseMs = 500;
    private const long NoWork = long.MaxValue;

    private readonly object _gate = new object();
    private readonly LinkClient _client;
    private readonly OutgoingQueue _outgoing;
    private readonly ILinkListener _listener;
    private readonly IClock _clock;
    private readonly Recovery _recovery;
    private readonly Random _random;
    private readonly Queue _commands = new Queue();
    private LinkRun _run;
    private int _failuresInARow;
    private long _lastPollMs;
    private long _workSinceMs = NoWork;

    internal DeviceLink(LinkClient client, OutgoingQueue outgoing, ILinkListener listener, IClock clock, Recovery recovery, Random random)
    {
        _client = client;
        _outgoing = outgoing;
        _listener = listener;
        _clock = clock;
        _recovery = recovery;
        _random = random;
    }

    /// <summary>Said hello and not closed since. Stays true while failed exchanges are being repeated.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (_gate) return _run != null;
        }
    }

    /// <summary>Open, and the last poll was answered.</summary>
    internal bool IsAnswering
    {
        get
        {
            lock (_gate) return _run != null && _failuresInARow == 0;
        }
    }

    /// <summary>Milliseconds since the gateway last answered a poll, or since work has waited to be delivered, whichever is longer; 0 when closed.</summary>
    internal long SilentMs
    {
        get
        {
            lock (_gate)
            {
                if (_run == null) return 0;
                return _clock.NowMs - (_workSinceMs < _lastPollMs ? _workSinceMs : _lastPollMs);
            }
        }
    }

    /// <summary>Says hello, and starts the threads when it is answered. One try.</summary>
    internal LinkReply Open()
    {
        lock (_gate)
        {
            if (_run != null) return LinkReply.Answered(null);
        }
        LinkReply reply = _client.Greet(_client.Session);
        if (!reply.Ok) return reply;
        LinkRun run = new LinkRun();
        lock (_gate)
        {
            _run = run;
            _failuresInARow = 0;
            _lastPollMs = _clock.NowMs;
            // What waits from before counts from now.
            _workSinceMs = _lastPollMs;
        }
        Rest();
        GuardedThread.Start("link-send", () => SendUntilClosed(run), _recovery);
        GuardedThread.Start("link-poll", () => PollUntilClosed(run), _recovery);
        return reply;
    }

    /// <summary>Ends the threads; returns at once. What waits to be sent stays for the next opening, which asks to resume the session.</summary>
    internal void Close()
    {
        LinkRun run;
        lock (_gate)
        {
            run = _run;
            _run = null;
        }
        if (run != null) run.Stop();
    }

    /// <summary>Adds a message for the agent or the log, as JSON. False when the queue is full.</summary>
    internal bool TrySend(byte[] json, bool isLog)
    {
        if (!_outgoing.TryAdd(json, isLog)) return false;
        WorkAdded();
        return true;
    }

    /// <summary>Adds a command behind the messages that wait now.</summary>
    internal void Do(string verb, Hashtable body, int tryForMs, LinkCommandCallback callback)
    {
        lock (_gate) _commands.Enqueue(new LinkCommand(verb, body, _clock.NowMs + tryForMs, callback));
        WorkAdded();
    }

    private void WorkAdded()
    {
        LinkRun run;
        lock (_gate)
        {
            if (_workSinceMs == NoWork) _workSinceMs = _clock.NowMs;
            run = _run;
        }
        if (run != null) run.WorkAdded();
    }

    private void SendUntilClosed(LinkRun run)
    {
        Backoff pause = new Backoff(FirstPauseMs, LongestPauseMs, _random);
        while (!run.Stopped)
        {
            bool messages = _outgoing.Count > 0;
            LinkCommand command = messages ? null : NextCommand();
            if (!messages && command == null)
            {
                Rest();
                run.WaitForWork();
                continue;
            }
            LinkReply reply = messages ? _client.Deliver() : _client.Call(command.Verb, command.Body);
            if (run.Stopped) return;
            if (reply.Ok) Progress(pause);
            bool ends = command != null && (reply.Ok || LinkFailure.IsFinal(reply.Failure) || _clock.NowMs >= command.GiveUpMs);
            if (ends)
            {
                lock (_gate) _commands.Dequeue();
                command.Callback(reply);
            }
            if (reply.Ok) continue;
            _listener.Trouble(reply.Failure, reply.Detail, 0);
            run.Wait(pause.Next());
        }
    }

    private LinkCommand NextCommand()
    {
        lock (_gate) return _commands.Count == 0 ? null : (LinkCommand)_commands.Peek();
    }

    /// <summary>Nothing is left to do, unless something was added since.</summary>
    private void Rest()
    {
        lock (_gate)
        {
            if (_commands.Count == 0 && _outgoing.Count == 0) _workSinceMs = NoWork;
        }
    }

    private void Progress(Backoff pause)
    {
        pause.Reset();
        lock (_gate) _workSinceMs = _clock.NowMs;
    }

    private void PollUntilClosed(LinkRun run)
    {
        Backoff pause = new Backoff(FirstPauseMs, LongestPauseMs, _random);
        while (!run.Stopped)
        {
            PollOutcome outcome = _client.Poll(true);
            if (run.Stopped) return;
            if (outcome.Failure == null)
            {
                pause.Reset();
                Answered();
                Act(outcome);
                if (outcome.Full) run.Wait(FullInboxPauseMs);
                continue;
            }
            _listener.Trouble(outcome.Failure.Failure, outcome.Failure.Detail, Failed());
            run.Wait(pause.Next());
        }
    }

    private void Act(PollOutcome outcome)
    {
        if (outcome.ApplicationDeployed) _listener.ApplicationDeployed();
        if (!outcome.RestartRequested) return;
        // Acknowledged first: after the restart the message would come again, and again.
        _client.Poll(false);
        _listener.RestartRequested();
    }

    private void Answered()
    {
        bool recovered;
        lock (_gate)
        {
            recovered = _failuresInARow > 0;
            _failuresInARow = 0;
            _lastPollMs = _clock.NowMs;
        }
        if (recovered) _listener.Recovered();
    }

    private int Failed()
    {
        lock (_gate) return ++_failuresInARow;
    }
}
