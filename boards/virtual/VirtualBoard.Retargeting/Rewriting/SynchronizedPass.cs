using Mono.Cecil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Takes the lock off the accessors of events. The compiler writes them as synchronized methods, for the board's mscorlib has
/// nothing better; the host's lock would stop the host thread that holds the baton. They need none: only one thread of a lab runs at
/// a time, and it gives way in calls of NanoApi and in loops, neither of which an accessor has.
/// </summary>
internal static class SynchronizedPass
{
    /// <summary>Whether a method is an accessor that does what compilers make it do and nothing else.</summary>
    public static bool IsPlainAccessor(MethodDefinition method) =>
        (method.IsAddOn || method.IsRemoveOn) &&
        method.HasBody &&
        method.Body.Instructions
            .Select(i => i.Operand)
            .OfType<MethodReference>()
            .All(m => m.DeclaringType.FullName == "System.Delegate" && m.Name is "Combine" or "Remove");

    public static void Run(Firmware firmware)
    {
        foreach (var method in firmware.Assemblies.SelectMany(a => a.Module.GetTypes()).SelectMany(t => t.Methods))
            method.IsSynchronized = false;
    }
}
