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
public sealed partial class CpuMeter
{
    /// <summary>Between two looks at the host's own stack.</summary>
    private const int StackStep = 4 * 1024;

    /// <summary>
    /// What must be left of the host's own stack: room for all that firmware can do until the next look, where it handles an exception in
    /// each call, and for being unwound.
    /// </summary>
    private const int HostReserve = 2 * 1024 * 1024;

    /// <summary>What nanoCLR takes for a call through reflection, about.</summary>
    private const int CallBytes = 128;

    [ThreadStatic]
    private static CpuMeter? t_current;

    private readonly Boot _boot;
    private readonly long _ticksPerTurn;
    private readonly int _stackLimit;
    private int _granted;
    private int _heapGranted;
    private int _heapBefore;
    private long _large;
    private nint _hostStack;

    internal CpuMeter(BoardThread thread, TimeSpan turn, int stackLimit)
    {
        Thread = thread;
        _boot = thread.Boot;
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

    /// <summary>Bytes that the thread can allocate until it has to call <see cref="Sample"/>.</summary>
    public int Heap;

    /// <summary>Whether the boot of the thread is over, so that its <c>finally</c> blocks must not act.</summary>
    public bool IsDead;

    /// <summary>The meter of the calling board thread.</summary>
    /// <exception cref="InvalidOperationException">The caller is no board thread.</exception>
    public static CpuMeter Current => t_current ?? NoThread();

    /// <summary>Null on host threads that run no board thread.</summary>
    internal static CpuMeter? OfCaller
    {
        get => t_current;
        set
        {
            t_current = value;
            value?.RememberHostStack();
        }
    }

    internal BoardThread Thread { get; }

    /// <summary>Processor time used that the lab's clock does not show yet.</summary>
    internal TimeSpan Ahead => new((_granted - Fuel) * _ticksPerTurn);

    /// <summary>Charges the turns made, lets others run where it is their turn, and fills up.</summary>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Refuel() => Thread.Refuel();

    /// <summary>The object that holds the static fields of a firmware assembly.</summary>
    /// <param name="assemblyIndex">Index of the assembly within its image.</param>
    /// <exception cref="PowerOffException">The boot is dead.</exception>
    public object? Statics(int assemblyIndex)
    {
        if (IsDead)
            throw new PowerOffException();
        return _boot.Statics[assemblyIndex];
    }

    /// <summary>Ends recursion that is too deep.</summary>
    /// <exception cref="OutOfMemoryException">The board has no stack left, as nanoCLR says it.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "What nanoCLR throws, for firmware to catch.")]
    public void CheckStack()
    {
        // For code whose frames are far larger on the host than on the board, above all such that calls itself in handlers, which lie on
        // top of what they handle: it keeps the process alive. An exception would only go to the next handler.
        if (IsHostStackLow())
        {
            _boot.Board.Reset(ResetReason.Panic);
            _boot.ThrowIfDead();
        }

        if (Stack > _stackLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new OutOfMemoryException();
        StackMark = Math.Min(Stack + StackStep, _stackLimit);
    }

    /// <summary>Counts a call of firmware by native code that firmware's own code does not show, as one through reflection.</summary>
    /// <returns>What <see cref="Stack"/> was before, to be put back when the call has ended.</returns>
    /// <exception cref="OutOfMemoryException">The board has no stack left.</exception>
    public static int EnterCall()
    {
        var meter = Current;
        var before = meter.Stack;
        if (before + CallBytes > meter.StackMark)
        {
            meter.Stack = before + CallBytes;
            try
            {
                meter.CheckStack();
            }
            catch (OutOfMemoryException)
            {
                meter.Stack = before;
                throw;
            }
        }

        meter.Stack = before + CallBytes;
        return before;
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

    /// <summary>The first call is at the bottom of the host thread's stack.</summary>
    private unsafe void RememberHostStack()
    {
        byte here;
        if (_hostStack == 0)
            _hostStack = (nint)(&here);
    }

    private unsafe bool IsHostStackLow()
    {
        byte here;
        return _hostStack - (nint)(&here) > HostThread.StackBytes - HostReserve;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CpuMeter NoThread() => throw new InvalidOperationException("Firmware code runs outside a board thread.");
}
