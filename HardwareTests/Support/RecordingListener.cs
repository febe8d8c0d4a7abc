using System.Collections;
using ImpDevice.Link;

namespace HardwareTests.Support;

/// <summary>Writes down what the link says.</summary>
internal sealed class RecordingListener : ILinkListener
{
    private readonly object _gate = new object();
    private readonly ArrayList _messages = new ArrayList();
    private readonly ArrayList _troubles = new ArrayList();

    /// <summary>How many agent messages there is room for.</summary>
    internal int Room { get; set; } = 1000;

    internal int Greetings { get; private set; }

    internal HelloAnswer LastHello { get; private set; }

    internal int Applications { get; private set; }

    internal int Restarts { get; private set; }

    internal int Recoveries { get; private set; }

    internal int MostFailuresInARow { get; private set; }

    /// <summary>Names of agent messages in order, separated by commas.</summary>
    internal string Names
    {
        get { return Joined(_messages); }
    }

    /// <summary>Reasons of failed exchanges in order, separated by commas.</summary>
    internal string Troubles
    {
        get { return Joined(_troubles); }
    }

    internal object LastData { get; private set; }

    public void Greeted(HelloAnswer answer)
    {
        Greetings++;
        LastHello = answer;
    }

    public bool AgentMessage(string name, object data)
    {
        lock (_gate)
        {
            if (_messages.Count >= Room) return false;
            _messages.Add(name);
            LastData = data;
            return true;
        }
    }

    public void ApplicationDeployed()
    {
        Applications++;
    }

    public void RestartRequested()
    {
        Restarts++;
    }

    public void Trouble(string failure, string detail, int failuresInARow)
    {
        lock (_gate) _troubles.Add(failure);
        if (failuresInARow > MostFailuresInARow) MostFailuresInARow = failuresInARow;
    }

    public void Recovered()
    {
        Recoveries++;
    }

    private string Joined(ArrayList names)
    {
        lock (_gate)
        {
            string joined = "";
            for (int i = 0; i < names.Count; i++) joined += (i == 0 ? "" : ",") + (string)names[i];
            return joined;
        }
    }
}
