namespace ImpDevice.Runtime;

/// <summary>Time that only goes forward.</summary>
internal interface IClock
{
    /// <summary>Milliseconds since boot.</summary>
    long NowMs { get; }
}
