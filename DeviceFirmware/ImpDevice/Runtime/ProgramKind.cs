namespace ImpDevice.Runtime;

/// <summary>The programs of one image.</summary>
public enum ProgramKind
{
    /// <summary>DUT firmware: tests, blessing, enrolment tokens. Uses the factory network.</summary>
    Factory = 0,

    /// <summary>Uses stored tokens to activate. Uses the programmed network.</summary>
    Activation = 1,

    /// <summary>The product's application. Uses the programmed network.</summary>
    Production = 2,
}
