using System.Buffers.Text;
using System.Globalization;
using System.Text;
using AgentEmulator.Gateway;

namespace AgentEmulator.Load;

/// <summary>One device on the link: a session, a poll that is always parked, and messages that its agent sends back.</summary>
internal sealed class LoadDevice(string id, string gateway) : IDisposable
{
    private static readonly string Host = "127.0.0.1";
    private readonly byte[] _key = BoardKeys.Derive(LoadServer.Secret, id);
    private LoadConnection? _poll;
    private string _session = "";
    private long _sent;
    private long _polls;
    private long _received;
    private TaskCompletionSource? _echo;

    /// <summary>Says hello and parks the first poll; from then on it is parked again after each message.</summary>
    public async Task ParkAsync(Action<Exception> failed, CancellationToken cancel)
    {
        _poll = await LoadConnection.OpenAsync(gateway, cancel).ConfigureAwait(false);
        var hello = $$"""{"mac":"{{id[4..]}}","boot":1,"program":"factory","firmware":"1.0.0","board":"load","resume":""}""";
        var (status, body) = await _poll.AskAsync(Request(_key, id, "hello", "-", 1, hello), cancel).ConfigureAwait(false);
        var at = body.Span.IndexOf("\"session\":\""u8);
        if (status != 200 || at < 0)
            throw new IOException($"hello was answered {status}");
        _session = Encoding.ASCII.GetString(body.Span.Slice(at + 11, 16));
        _ = PollAsync(failed, cancel);
    }

    /// <summary>Sends a message and waits until its agent's answer has come through the parked poll.</summary>
    public async Task RoundTripAsync(LoadConnection connection, CancellationToken cancel)
    {
        var echo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _echo = echo;
        var (status, _) = await connection.AskAsync(NextSend(), cancel).ConfigureAwait(false);
        if (status != 200)
            throw new IOException($"send was answered {status}");
        await echo.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The next message as it goes on the wire.</summary>
    public byte[] NextSend()
    {
        var n = ++_sent;
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""{"messages":[{"n":{{{n}}},"type":"agent","name":"load","data":{"n":{{{n}}},"text":"0123456789"}}]}""");
        return Request(_key, id, "send", _session, n, body);
    }

    public void Dispose() => _poll?.Dispose();

    private async Task PollAsync(Action<Exception> failed, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                var request = string.Create(CultureInfo.InvariantCulture, $$"""{"ack":{{_received}},"wait_s":110}""");
                var (status, body) = await _poll!.AskAsync(Request(_key, id, "poll", _session, ++_polls, request), cancel).ConfigureAwait(false);
                if (status != 200)
                    throw new IOException($"poll was answered {status}");
                var at = body.Span.LastIndexOf("{\"n\":"u8);
                // Of a message and the data in it the message comes first.
                if (body.Span.IndexOf("{\"n\":"u8) is >= 0 and var first && Utf8Parser.TryParse(body.Span[(first + 5)..], out long n, out _))
                    _received = n;
                if (at >= 0)
                    Interlocked.Exchange(ref _echo, null)?.TrySetResult();
            }
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is OperationCanceledException or IOException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            failed(e);
        }
    }

    private static byte[] Request(byte[] key, string device, string verb, string session, long counter, string body)
    {
        var path = $"/device/v1/{device}/{verb}";
        var count = counter.ToString(CultureInfo.InvariantCulture);
        var bytes = Encoding.UTF8.GetBytes(body);
        var signature = LinkSignature.OfRequest(key, "POST", path, session, count, bytes);
        var head = $"POST {path} HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n" +
            $"Imp-Session: {session}\r\nImp-Counter: {count}\r\nImp-Signature: {signature}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }
}
