namespace AgentEmulator.Events;

/// <summary>One named fact of a <see cref="FactoryEvent"/>; the value never holds a whole token or key.</summary>
public readonly record struct FactoryDetail(string Name, string Value);
