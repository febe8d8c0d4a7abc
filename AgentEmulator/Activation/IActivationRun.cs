using AgentEmulator.Events;

namespace AgentEmulator.Activation;

/// <summary>An activation as it happens, on whatever kind of board. Times are since the board was started.</summary>
internal interface IActivationRun
{
    /// <summary>A step was reached.</summary>
    event Action<ActivationStep>? StepReached;

    /// <summary>A line of the board's console.</summary>
    event Action<TimeSpan, string>? BoardPrinted;

    /// <summary>A fact that the factory's services acknowledged.</summary>
    event Action<TimeSpan, FactoryEvent>? FactoryReported;

    /// <summary>Where the services are.</summary>
    IReadOnlyList<(string Name, string Address)> Addresses { get; }
}
