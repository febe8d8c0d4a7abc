namespace VirtualBoard.NanoApi;

/// <summary>
/// Marks a static class whose methods replace single members of a host type that firmware uses as nanoFramework's.
/// </summary>
/// <remarks>
/// A method <c>M(self, ...)</c> replaces the instance method M, a method without such a parameter the static M; constructors are
/// <c>New(...)</c>, accessors <c>get_X</c> and <c>set_X</c>. <c>self</c> is a <c>ref</c> parameter where the host type is a value type.
/// The replacement of a virtual method dispatches on the object it is given, so it may only stand for calls that dispatch
/// (<c>callvirt</c>, boxed <c>constrained.</c>). Calls of a reference type's method that do not, which is what <c>base.M()</c>
/// compiles to, go to <c>base_M(self, ...)</c>.
/// </remarks>
/// <param name="host">The host type.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NanoMembersOfAttribute(Type host) : Attribute
{
    /// <summary>The host type.</summary>
    public Type Host { get; } = host;
}
