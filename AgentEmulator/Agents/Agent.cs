using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>
/// Base of an agent program. It runs as an agent of the imp cloud does: single-threaded, one callback at a time, with
/// no thread of its own; it can be moved to another server at any time and then starts afresh with what it saved.
/// </summary>
/// <remarks>
/// Use <see cref="Device"/>, <see cref="Http"/>, <see cref="Server"/> and <see cref="Imp"/> from <see cref="Start"/> and
/// from callbacks only, never from a constructor or another thread. An exception that leaves a callback is logged as an
/// error and ends that callback only.
/// </remarks>
public abstract class Agent
{
    private AgentRuntime? _runtime;

    /// <summary>The device this agent serves.</summary>
    protected AgentDevice Device => Runtime.Device;

    /// <summary>HTTP in both directions.</summary>
    protected AgentHttp Http => Runtime.Http;

    /// <summary>Log and saved data.</summary>
    protected AgentServer Server => Runtime.Server;

    /// <summary>Timers and configuration parameters.</summary>
    protected AgentImp Imp => Runtime.Imp;

    private AgentRuntime Runtime =>
        _runtime ?? throw new InvalidOperationException("the agent's API is available from Start() on, not in its constructor");

    /// <summary>The top level of the program: registers handlers, starts timers. Runs once per start.</summary>
    protected abstract void Start();

    /// <summary>
    /// Tells the emulator's observers a fact about this agent's device, as a production agent would tell the customer's
    /// own server. Values must not hold whole tokens or keys: see <see cref="Secrets.Shorten"/>.
    /// </summary>
    protected void Report(string name, params FactoryDetail[] details) => Runtime.Report(Runtime.DeviceId, name, details);

    /// <summary>As <see cref="Report"/>, about another device: a fixture's agent reports on devices under test.</summary>
    protected void ReportFor(string deviceId, string name, params FactoryDetail[] details) =>
        Runtime.Report(deviceId, name, details);

    internal void Attach(AgentRuntime runtime) => _runtime = runtime;

    internal void RunStart() => Start();
}
