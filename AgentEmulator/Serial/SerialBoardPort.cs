using System.IO.Ports;
using AgentEmulator.Cli;

namespace AgentEmulator.Serial;

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

    /// <exception cref="EnvironmentFailureException">It cannot be opened.</exception>
    public static SerialBoardPort Open(string name, int baud, TimeProvider time)
    {
        // Boards reset while RTS is asserted and DTR is not. Linux asserts both when a port is opened; leaving them so until both are known
        // to the driver keeps the board running. A pseudo-terminal, or an adapter without these lines, refuses to have them asserted.
        foreach (var lines in new[] { true, false })
        {
            try
            {
                return new SerialBoardPort(Open(name, baud, lines), time);
            }
            catch (Exception e) when (IsAboutThePort(e) && (!lines || e is UnauthorizedAccessException))
            {
                throw new EnvironmentFailureException($"The serial port {name} cannot be opened at {baud} baud: {e.Message} {Advice(name, e)}", e);
            }
            catch (Exception e) when (IsAboutThePort(e))
            {
                // Once more without them.
            }
        }

        throw new InvalidOperationException("The second attempt returns or throws.");
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
        catch (Exception e) when (IsAboutThePort(e))
        {
            // No such lines. If the port is gone, reading says so.
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
        catch (Exception e) when (IsAboutThePort(e))
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
        catch (Exception e) when (IsAboutThePort(e))
        {
            // Closing sets lines and speed back, which a device that was unplugged refuses: it is closed all the same.
        }
    }

    private static SerialPort Open(string name, int baud, bool lines)
    {
        var port = new SerialPort(name, baud, Parity.None, 8, StopBits.One) { DtrEnable = lines, RtsEnable = lines };
        try
        {
            port.Open();
            return port;
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    private static bool IsAboutThePort(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException;

    private static string Advice(string name, Exception e)
    {
        if (PortUsers.Of(name) is { Count: > 0 } users)
            return $"{PortUsers.Text(users)} has it open; close that program and try again.";
        if (e is not UnauthorizedAccessException)
            return SerialBoardPorts.Known();
        return OperatingSystem.IsLinux()
            ? "Another program may have it open; or your user may not use it: sudo usermod -aG dialout $USER, then log in again."
            : "Another program may have it open.";
    }
}
