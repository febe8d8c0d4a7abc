namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>When a pass runs.</summary>
internal enum PassStage
{
    /// <summary>Takes away what is neither checked nor run.</summary>
    Prepare,

    /// <summary>Looks at the firmware as it was compiled. All checks run, then all they found is reported at once.</summary>
    Check,

    /// <summary>Changes the firmware. Runs only when no check found anything.</summary>
    Rewrite,
}

/// <summary>One step of retargeting.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Stage">When it runs.</param>
/// <param name="Reason">Why it exists and why it stands where it stands.</param>
/// <param name="Run">The step; it sees all assemblies of the firmware at once.</param>
internal sealed record Pass(string Name, PassStage Stage, string Reason, Action<Firmware> Run);
