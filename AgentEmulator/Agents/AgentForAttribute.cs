namespace AgentEmulator.Agents;

/// <summary>Says whose agent a class of an assembly given to <c>--agent</c> is. Needed when the assembly has more than one agent.</summary>
/// <param name="role">Whose.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AgentForAttribute(AgentRole role) : Attribute
{
    /// <summary>Whose agent the class is.</summary>
    public AgentRole Role { get; } = role;
}
