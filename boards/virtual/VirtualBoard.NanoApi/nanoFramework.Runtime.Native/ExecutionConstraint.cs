using System.Threading;
using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

/// <summary>Stands in for nanoFramework's exception of a thread that took longer than it said.</summary>
public class ConstraintException : Exception
{
}

/// <summary>Stands in for nanoFramework's limit on how long a thread may take.</summary>
/// <remarks>
/// As an abort, the exception comes when the thread next calls into the machine, or when it gets the processor back after a time slice.
/// Differs from hardware: the priority means nothing, since there is one limit for a thread here.
/// </remarks>
public static class ExecutionConstraint
{
    /// <summary>Sets the calling thread's limit, or takes it off.</summary>
    /// <param name="timeoutMilliseconds">Board time from now; -1 takes the limit off.</param>
    /// <param name="priority">Which limit goes first where there are several.</param>
    public static void Install(int timeoutMilliseconds, int priority) => ThreadTable.Of(Machine.Enter()).Current.Constrain(Machine.Limit(timeoutMilliseconds));
}
