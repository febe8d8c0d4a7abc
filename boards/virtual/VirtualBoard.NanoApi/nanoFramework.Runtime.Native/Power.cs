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

/// <summary>Stands in for nanoFramework's power control. The overload with an execution constraint is absent: nothing here could enforce it.</summary>
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

    /// <summary>The handlers of one boot; a static event would be every board's.</summary>
    private sealed class RebootHandlers
    {
        public RebootEventHandler? Raise { get; set; }
    }
}
