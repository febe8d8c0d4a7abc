namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="System.Runtime.CompilerServices.RuntimeHelpers"/>.</summary>
[NanoMembersOf(typeof(System.Runtime.CompilerServices.RuntimeHelpers))]
public static class RuntimeHelpersMembers
{
    /// <summary>Does nothing: static constructors have all run before Main.</summary>
    public static void RunClassConstructor(RuntimeTypeHandle type) => Machine.Enter();
}
