using System.Collections;
using ImpDevice.Diagnostics;

namespace ImpDevice.Runtime;

/// <summary>Handlers of agent messages, one for each name. Used on the event loop's thread only.</summary>
internal sealed class AgentHandlers
{
    private const string Area = "agent";

    private readonly Hashtable _handlers = new Hashtable();
    private readonly ServerLog _log;

    internal AgentHandlers(ServerLog log)
    {
        _log = log;
    }

    internal void Set(string name, AgentHandler handler)
    {
        if (handler == null) _handlers.Remove(name);
        else _handlers[name] = handler;
    }

    internal void Dispatch(string name, object data)
    {
        if (!_handlers.Contains(name))
        {
            _log.Write(Area, "error", "no handler for device.send(): " + name);
            return;
        }
        ImpConsole.Detail(Area, "message", new Fields().Add("name", name));
        ((AgentHandler)_handlers[name])(data);
    }
}
