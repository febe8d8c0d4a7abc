using System.IO.Ports;
using AgentEmulator.Cli;

namespace AgentEmulator.Serial;

/// <summary>The serial ports of this computer.</summary>
internal sealed class SerialBoardPorts(TimeProvider time) : IBoardPorts
{
    /// <inheritdoc/>
    public bool Exists(string name) => OperatingSystem.IsWindows()
        ? SerialPort.GetPortNames().Contains(name, StringComparer.OrdinalIgnoreCase)
        : File.Exists(name);

    /// <inheritdoc/>
    public IBoardPort Open(string name, int baud)
    {
        ThrowIfMissing(name);
        return SerialBoardPort.Open(name, baud, time);
    }

    /// <summary>Makes sure of a port before anything is done that takes long: it is there, and nobody else has it open. Does not open it.</summary>
    /// <exception cref="EnvironmentFailureException">It is missing or busy.</exception>
    public void ThrowIfNotFree(string name)
    {
        ThrowIfMissing(name);
        if (PortUsers.Of(name) is { Count: > 0 } users)
            throw new EnvironmentFailureException($"The serial port {name} is busy: {PortUsers.Text(users)} has it open. Close that program and try again.");
    }

    /// <exception cref="EnvironmentFailureException">There is no such port.</exception>
    public void ThrowIfMissing(string name)
    {
        if (!Exists(name))
        {
            throw new EnvironmentFailureException(
                $"There is no serial port {name}. {Known()} Is the board plugged in, and the cable one for data? `boards detect` shows what is there.");
        }
    }

    /// <summary>The device behind a name: on Linux the names in /dev/serial are links, which not every program follows.</summary>
    public static string Device(string name) =>
        !OperatingSystem.IsWindows() && File.Exists(name) ? File.ResolveLinkTarget(name, returnFinalTarget: true)?.FullName ?? name : name;

    internal static string Known()
    {
        var names = SerialPort.GetPortNames();
        return names.Length == 0
            ? "This computer has no serial ports now."
            : $"Serial ports now: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }
}
