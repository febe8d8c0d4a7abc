namespace AgentEmulator.Cloud;

/// <summary>The three kinds of enrollment tokens.</summary>
internal enum TokenKind
{
    /// <summary>From the customer's app or the DUT's agent: activates production devices.</summary>
    Production,

    /// <summary>From Electric Imp's own app: configures development devices and fixtures; one plan per account.</summary>
    Developer,

    /// <summary>From a fixture: configures devices under test; has no plan.</summary>
    Factory,
}
