using System;
using System.Threading;
using ImpDevice.Runtime;

namespace ImpDevice;

/// <summary>imp's <c>server</c> object: blessing, logs, connection. (developer.electricimp.com/api/server)</summary>
public static class Server
{
    private const string Area = "server";
    private const int LookEveryMs = 20;
    private const double LongestFlushSeconds = 3600;

    /// <summary>True between a successful connect and <see cref="Disconnect"/>, also while a lost connection is being restored. (api/server/isconnected)</summary>
    public static bool IsConnected
    {
        get { return ImpRuntime.Current.Link.IsOpen; }
    }

    /// <summary>Why the last blessing was refused, one word, for example <c>bless-refused</c>, <c>not-a-dut</c> or <c>timeout</c>; null otherwise. Not in imp's API.</summary>
    public static string BlessReason
    {
        get { return ImpRuntime.Current.Blessing.Reason; }
    }

    /// <summary>The impCloud's words about <see cref="BlessReason"/>, or null. Not in imp's API.</summary>
    public static string BlessMessage
    {
        get { return ImpRuntime.Current.Blessing.Message; }
    }

    /// <summary>
    /// Asks the impCloud to bless this device. Returns at once. With true, the callback tells the outcome and the LED shows it; with
    /// false, the failure is recorded, the LED shows it at once, and the callback gets false. When the production Device Group loads
    /// code after blessing (its default), the application replaces this firmware about then, and the callback is not made, or not to
    /// its end. Does not store anything on the device. (api/server/bless; manufacturing/api)
    /// </summary>
    /// <param name="testSuccess">Whether the device passed its tests.</param>
    /// <param name="callback">Gets the outcome, on the event loop; false also when the impCloud could not be reached for a minute.</param>
    /// <exception cref="ArgumentNullException">No callback.</exception>
    /// <exception cref="InvalidOperationException">Not DUT firmware, or a blessing is already under way.</exception>
    public static void Bless(bool testSuccess, BlessCallback callback)
    {
        if (callback == null) throw new ArgumentNullException("callback");
        ImpRuntime runtime = ImpRuntime.Current;
        if (runtime.Program != ProgramKind.Factory) throw new InvalidOperationException("server.bless() is for DUT firmware only");
        runtime.Blessing.Request(testSuccess, callback);
    }

    /// <summary>Logs a message, on the console and at the impCloud when connected. Never connects by itself. (api/server/log)</summary>
    /// <param name="message">Text; the first 1,024 characters count. No secrets.</param>
    /// <returns>Ok, NotConnected or WouldBlock (32 lines wait already).</returns>
    public static SendResult Log(string message)
    {
        return ImpRuntime.Current.Log.Write(Area, "info", message);
    }

    /// <summary>Logs an error, as <see cref="Log"/> does a message. (api/server/error)</summary>
    /// <param name="message">Text; the first 1,024 characters count. No secrets.</param>
    /// <returns>As for <see cref="Log"/>.</returns>
    public static SendResult Error(string message)
    {
        return ImpRuntime.Current.Log.Write(Area, "error", message);
    }

    /// <summary>
    /// Sets what happens when the connection is lost and when a send does not get through. Default: SuspendOnError, WaitTilSent, 30 s.
    /// Holds until the next restart. (api/server/setsendtimeoutpolicy)
    /// </summary>
    /// <param name="onError">Whether connections are restored without end or the program is told.</param>
    /// <param name="wait">When a send counts as done.</param>
    /// <param name="seconds">Longest wait of a send, 0 to 3,600. No handler runs meanwhile: a long one makes the device look dead.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not within the range.</exception>
    public static void SetSendTimeoutPolicy(ErrorPolicy onError, WaitPolicy wait, double seconds)
    {
        if (!(seconds >= 0 && seconds <= LongestFlushSeconds)) throw new ArgumentOutOfRangeException("seconds");
        ImpRuntime.Current.Policy.Set(onError, wait, (int)(seconds * 1000));
    }

    /// <summary>
    /// Says who is told when the connection is lost for good: not at the loss, but when it could not be restored within 60 s, or a send
    /// was given up. Only under ReturnOnError and ReturnOnErrorNoDisconnect; then nothing connects again but
    /// <see cref="Connect(ConnectCallback, int)"/>. One at a time; null for nobody. (api/server/onunexpecteddisconnect)
    /// </summary>
    /// <param name="callback">Gets the reason, on the event loop.</param>
    public static void OnUnexpectedDisconnect(DisconnectCallback callback)
    {
        ImpRuntime.Current.Loss.Tells(callback);
    }

    /// <summary>
    /// Connects, with the configuration as it is now. Under SuspendOnError synchronously, as <see cref="Connect()"/>, and the arguments are
    /// ignored, as imp documents. Otherwise it returns at once, tries until the time is over, and calls back once; a second call
    /// meanwhile only replaces the callback. (api/server/connect)
    /// </summary>
    /// <param name="callback">Gets how it ended, on the event loop; null for nobody.</param>
    /// <param name="timeoutSeconds">Time after which no further try begins, 1 to 3,600; one try takes up to about 45 s. Default 60.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not within the range.</exception>
    public static void Connect(ConnectCallback callback, int timeoutSeconds = 60)
    {
        if (timeoutSeconds < 1 || timeoutSeconds > LongestFlushSeconds) throw new ArgumentOutOfRangeException("timeoutSeconds");
        ImpRuntime runtime = ImpRuntime.Current;
        if (runtime.Policy.Returns) runtime.BeginConnect(callback, timeoutSeconds * 1000);
        else runtime.ConnectOnce();
    }

    /// <summary>Connects, with the configuration as it is now, and returns when it has or has not: one try, about a minute at most. (api/server/connect)</summary>
    /// <returns>Connected, also when it was already, or why not.</returns>
    public static ConnectReason Connect()
    {
        return ImpRuntime.Current.ConnectOnce();
    }

    /// <summary>Closes the connection and leaves the WiFi network. Waiting messages stay for the next connect. (api/server/disconnect)</summary>
    public static void Disconnect()
    {
        ImpRuntime.Current.Disconnect();
    }

    /// <summary>Waits until everything sent before has arrived at the impCloud. No handler runs meanwhile. (api/server/flush)</summary>
    /// <param name="seconds">Longest wait, 0 to 3,600.</param>
    /// <returns>Ok, NotConnected, Timeout or Disconnected.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not within the range.</exception>
    public static SendResult Flush(double seconds)
    {
        if (!(seconds >= 0 && seconds <= LongestFlushSeconds)) throw new ArgumentOutOfRangeException("seconds");
        ImpRuntime runtime = ImpRuntime.Current;
        if (!runtime.Link.IsOpen) return SendResult.NotConnected;
        long upTo = runtime.Outgoing.Added;
        long until = runtime.Clock.NowMs + (long)(seconds * 1000);
        while (runtime.Outgoing.Removed < upTo)
        {
            if (!runtime.Link.IsOpen) return SendResult.Disconnected;
            if (runtime.Clock.NowMs >= until) return SendResult.Timeout;
            Thread.Sleep(LookEveryMs);
        }
        return SendResult.Ok;
    }
}
