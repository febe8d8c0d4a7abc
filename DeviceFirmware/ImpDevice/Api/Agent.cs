using System;
using System.Collections;
using ImpDevice.Runtime;
using ImpDevice.Text;

namespace ImpDevice;

/// <summary>imp's <c>agent</c> object: messages to and from this device's agent. (developer.electricimp.com/api/agent)</summary>
public static class Agent
{
    // The limit is the request's, with its envelope and the message's number.
    private const int LongestMessage = Json.MaxBytes - 256;
    private const int LongestName = 256;

    /// <summary>
    /// Registers the handler of one message name; a second call replaces it. A message without a handler is lost, with the error
    /// "no handler for device.send()" in the log: register before telling the agent that the device is ready. (api/agent/on)
    /// </summary>
    /// <param name="name">Message name.</param>
    /// <param name="handler">Gets the data, on the event loop; null removes the handler.</param>
    /// <exception cref="ArgumentNullException">No name.</exception>
    public static void On(string name, AgentHandler handler)
    {
        if (name == null) throw new ArgumentNullException("name");
        ImpRuntime.Current.Handlers.Set(name, handler);
    }

    /// <summary>
    /// Sends a message to the agent. Returns when it is queued, or under <see cref="WaitPolicy.WaitForAck"/> when it has arrived: it is
    /// delivered once and in order, and repeated over short losses of the connection. It does not survive a restart, and it does not
    /// connect by itself, under no policy. See <see cref="Server.SetSendTimeoutPolicy"/>. (api/agent/send)
    /// </summary>
    /// <param name="name">Message name, 1 to 256 characters.</param>
    /// <param name="data">Hashtable with string keys, ArrayList, array, string without U+0000, number, bool or null. Copied at once.</param>
    /// <returns>
    /// Ok; NotConnected; Timeout when there was no room (64 messages or 256 KB wait already) or no acknowledgement in the policy's time;
    /// Disconnected when the connection closed meanwhile; WouldBlock when there is no room and the policy is ReturnOnErrorNoDisconnect.
    /// When it is not Ok the message is lost, unless it was the acknowledgement that did not come in time: then it may yet arrive.
    /// </returns>
    /// <exception cref="ArgumentNullException">No name.</exception>
    /// <exception cref="ArgumentException">A name of another length, data that has no JSON form, or together longer than 256 KB.</exception>
    public static SendResult Send(string name, object data)
    {
        if (name == null) throw new ArgumentNullException("name");
        if (name.Length == 0 || name.Length > LongestName) throw new ArgumentException("a name of " + name.Length.ToString() + " characters");
        ImpRuntime runtime = ImpRuntime.Current;
        Hashtable message = new Hashtable();
        message.Add("type", "agent");
        message.Add("name", name);
        message.Add("data", data);
        return runtime.Sender.Send(Encode(message));
    }

    private static byte[] Encode(Hashtable message)
    {
        try
        {
            byte[] json = Json.WriteUtf8(message);
            if (json.Length > LongestMessage) throw new ArgumentException("message of " + json.Length.ToString() + " bytes");
            return json;
        }
        catch (JsonException e)
        {
            throw new ArgumentException(e.Message);
        }
    }
}
