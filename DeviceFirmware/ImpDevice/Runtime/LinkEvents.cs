using System.Collections;
using ImpDevice.Diagnostics;
using ImpDevice.Link;

namespace ImpDevice.Runtime;

/// <summary>Carries what the link says, on its threads, to the event loop, the console and the LED.</summary>
internal sealed class LinkEvents : ILinkListener
{
    private const string Area = "link";

    /// <summary>Messages that may wait for handlers; the gateway repeats the rest.</summary>
    private const int InboxCapacity = 64;

    private const int DownAfter = 3;

    private readonly object _gate = new object();
    private readonly EventLoop _loop;
    private readonly AgentHandlers _handlers;
    private readonly Deployment _deployment;
    private readonly Recovery _recovery;
    private readonly StatusLed _led;
    private readonly ConnectionLoss _loss;
    private Connection _connection;
    private Hashtable _configParams = new Hashtable();
    private bool _greeted;

    internal LinkEvents(EventLoop loop, AgentHandlers handlers, Deployment deployment, Recovery recovery, StatusLed led, ConnectionLoss loss)
    {
        _loss = loss;
        _loop = loop;
        _handlers = handlers;
        _deployment = deployment;
        _recovery = recovery;
        _led = led;
    }

    /// <summary>Configuration parameters of the last hello.</summary>
    internal Hashtable ConfigParams
    {
        get
        {
            lock (_gate) return _configParams;
        }
    }

    /// <summary>False before the first hello: there are no parameters yet.</summary>
    internal bool HasConfigParams
    {
        get
        {
            lock (_gate) return _greeted;
        }
    }

    internal void Restores(Connection connection)
    {
        _connection = connection;
    }

    public void Greeted(HelloAnswer answer)
    {
        lock (_gate)
        {
            _configParams = answer.ConfigParams;
            _greeted = true;
        }
        BoardTime.SetIfUnset(answer.UnixTime);
        ImpConsole.Info(Area, "session", new Fields().Add("id", answer.Session).Add("resumed", answer.Resumed));
    }

    public bool AgentMessage(string name, object data)
    {
        if (_loop.Waiting >= InboxCapacity) return false;
        _loop.Post(() => _handlers.Dispatch(name, data));
        return true;
    }

    public void ApplicationDeployed()
    {
        _deployment.Apply();
    }

    public void RestartRequested()
    {
        _recovery.Reboot("gateway-request");
    }

    public void Trouble(string failure, string detail, int failuresInARow)
    {
        ImpConsole.Warning(Area, "exchange failed", new Fields().Add("reason", failure).Add("detail", detail));
        if (failuresInARow > 0) _loss.Trouble(Connection.ReasonOfLink(failure));
        if (failuresInARow < DownAfter) return;
        if (_led.State == LedState.Connected) _led.Show(LedState.Connecting);
        string lost = _connection.RestoreNetwork();
        if (lost != null) _loss.Trouble(Connection.ReasonOfNetwork(lost));
        ImpConsole.State("connect-failed", new Fields().Add("reason", lost ?? Connection.ReasonOf(failure)).Add("attempt", failuresInARow));
    }

    public void Recovered()
    {
        _loss.Over();
        if (_led.State == LedState.Connecting) _led.Show(LedState.Connected);
        _connection.Announce();
    }
}
