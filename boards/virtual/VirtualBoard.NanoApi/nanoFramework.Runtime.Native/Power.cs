using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

public delegate void RebootEventHandler();

/// <summary>Stands in for nanoFramework's enumeration. An ESP32 has no booter of nanoFramework's: every option resets the board.</summary>
public enum RebootOption
{
    NormalReboot = 0,
    EnterNanoBooter = 1,
    ClrOnly = 2,
    EnterProprietaryBooter = 8,
}

/// <summary>Stands in for nanoFramework's power control; the same on hardware.</summary>
public class Power
{
    public static event RebootEventHandler? OnRebootEvent
    {
        add => Handlers.Raise += value;
        remove => Handlers.Raise -= value;
    }

    private static RebootHandlers Handlers => Machine.Enter().Get(static _ => new RebootHandlers());

    /// <summary>Runs the handlers, whatever they throw, and resets the board. Never returns.</summary>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
    {
        var boot = Machine.Enter();
        try
        {
            Handlers.Raise?.Invoke();
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            // A handler that fails does not keep the device from rebooting.
        }

        boot.ThrowIfDead();
        boot.Board.Reset(ResetReason.Software);
        boot.ThrowIfDead();
    }

    /// <summary>As the other, and a handler that takes longer is ended by a <see cref="ConstraintException"/>.</summary>
    /// <param name="exeConstraintTimeout">Milliseconds that the handlers may take; -1 for no limit.</param>
    /// <param name="rebootOption">See <see cref="RebootOption"/>.</param>
    public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption = RebootOption.NormalReboot)
    {
        ExecutionConstraint.Install(exeConstraintTimeout, 4);
        RebootDevice(rebootOption);
    }

    /// <summary>The handlers of one boot; a static event would be every board's.</summary>
    private sealed class RebootHandlers
    {
        public RebootEventHandler? Raise { get; set; }
    }
}
