using System.IO.Ports;
using AgentEmulator.Cli;

namespace AgentEmulator.HardwareTesting;

/// <summary>A serial port of this computer.</summary>
internal sealed class SerialBoardPort : IBoardPort
{
    /// <summary>What esptool and nanoff hold EN low for.</summary>
    private static readonly TimeSpan ResetPulse = TimeSpan.FromMilliseconds(100);

    private readonly SerialPort _port;
    private readonly TimeProvider _time;

    private SerialBoardPort(SerialPort port, TimeProvider time)
    {
        _port = port;
        _time = time;
    }

    /// <exception cref="EnvironmentFailureException">There is no such port.</exception>
    public static void ThrowIfMissing(string name)
    {
        var exists = OperatingSystem.IsWindows()
            ? SerialPort.GetPortNames().Contains(name, StringComparer.OrdinalIgnoreCase)
            : File.Exists(name);
        if (!exists)
            throw new EnvironmentFailureException($"There is no serial port {name}. {Known()} Is the board plugged in, and the cable one for data?");
    }

    /// <exception cref="EnvironmentFailureException">It cannot be opened.</exception>
    public static SerialBoardPort Open(string name, int baud, TimeProvider time)
    {
        var port = new SerialPort(name, baud, Parity.None, 8, StopBits.One);
        try
        {
            port.Open();
            return new SerialBoardPort(port, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw new EnvironmentFailureException(
                $"The serial port {name} cannot be opened at {baud} baud: {e.Message} {Advice(e)}", e);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ResetAsync(CancellationToken cancel)
    {
        try
        {
            // DTR high-impedance: GPIO0 stays high and the chip starts its program; RTS pulls EN low.
            _port.DtrEnable = false;
            _port.RtsEnable = true;
            await Task.Delay(ResetPulse, _time, cancel);
            _port.DiscardInBuffer();
            _port.RtsEnable = false;
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // A pseudo-terminal, or an adapter without these lines. If the port is gone, reading says so.
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            var count = await _port.BaseStream.ReadAsync(buffer, cancel);
            return count > 0 ? count : throw new PortVanishedException($"The serial port {_port.PortName} is gone.");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new PortVanishedException($"The serial port {_port.PortName} is gone: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        try
        {
            _port.Dispose();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // Closing sets lines and speed back, which a device that was unplugged refuses: it is closed all the same.
        }
    }

    private static string Advice(Exception e) => e is UnauthorizedAccessException
        ? OperatingSystem.IsLinux()
            ? "Another program may have it open; or your user may not use it: sudo usermod -aG dialout $USER, then log in again."
            : "Another program may have it open."
        : Known();

    private static string Known()
    {
        var names = SerialPort.GetPortNames();
        return names.Length == 0
            ? "This computer has no serial ports now."
            : $"Serial ports now: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }
}
