using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using VirtualBoard.Scheduling;

namespace VirtualBoard;

/// <summary>
/// What a board thread has used of its board: processor time in turns of loops, and stack. Retargeted firmware counts in it, in place,
/// at every turn of a loop and on entry to every method that may call itself.
/// </summary>
/// <remarks>
/// The stack is counted as nanoCLR takes it from its heap, so that runaway recursion ends in firmware, at the same depth in every run.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "Used by code for which a call would cost several times as much.")]
public sealed class CpuMeter
{
    /// <summary>Between two looks at the host's own stack.</summary>
    private const int StackStep = 4 * 1024;

    [ThreadStatic]
    private static CpuMeter? t_current;

    private readonly long _ticksPerTurn;
    private readonly int _stackLimit;
    private int _granted;

    internal CpuMeter(BoardThread thread, TimeSpan turn, int stackLimit)
    {
        Thread = thread;
        _ticksPerTurn = turn.Ticks;
        _stackLimit = stackLimit;
        StackMark = Math.Min(StackStep, stackLimit);
    }

    /// <summary>Turns of loops left until the thread has to call <see cref="Refuel"/>.</summary>
    public int Fuel;

    /// <summary>Bytes of stack in use by methods that may call themselves.</summary>
    public int Stack;

    /// <summary>When <see cref="Stack"/> is above this, <see cref="CheckStack"/> has to be called.</summary>
    public int StackMark;

    /// <summary>The meter of the calling board thread.</summary>
    /// <exception cref="InvalidOperationException">The caller is no board thread.</exception>
    public static CpuMeter Current => t_current ?? NoThread();

    /// <summary>Null on host threads that run no board thread.</summary>
    internal static CpuMeter? OfCaller
    {
        get => t_current;
        set => t_current = value;
    }

    internal BoardThread Thread { get; }

    /// <summary>Processor time used that the lab's clock does not show yet.</summary>
    internal TimeSpan Ahead => new((_granted - Fuel) * _ticksPerTurn);

    /// <summary>Charges the turns made, lets others run where it is their turn, and fills up.</summary>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Refuel() => Thread.Refuel();

    /// <summary>Ends recursion that is too deep.</summary>
    /// <exception cref="OutOfMemoryException">The board has no stack left, as nanoCLR says it.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "What nanoCLR throws, for firmware to catch.")]
    public void CheckStack()
    {
        // The second test is for code whose frames are far larger on the host than on the board; it keeps the process alive.
        if (Stack > _stackLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new OutOfMemoryException();
        StackMark = Math.Min(Stack + StackStep, _stackLimit);
    }

    /// <summary>Lets the thread run for a time before it comes back.</summary>
    internal void Grant(TimeSpan time)
    {
        _granted = (int)Math.Max(0, time.Ticks / _ticksPerTurn);
        Fuel = _granted;
    }

    /// <summary>The next turn of a loop comes back.</summary>
    internal void Drain() => Grant(TimeSpan.Zero);

    /// <summary>Takes the time that is to be charged.</summary>
    internal TimeSpan TakeAhead()
    {
        var ahead = Ahead;
        _granted = Fuel;
        return ahead;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CpuMeter NoThread() => throw new InvalidOperationException("Firmware code runs outside a board thread.");
}
