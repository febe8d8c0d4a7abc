using System;
using System.Collections;
using ImpDevice.Link;
using ImpDevice.Runtime;
using ImpDevice.Text;

namespace HardwareTests.Support;

/// <summary>The device's side of the link on a scripted gateway.</summary>
internal sealed class LinkBench
{
    internal LinkBench()
        : this(new BoardClock())
    {
    }

    /// <summary>A bench whose link tells the time by another clock.</summary>
    internal LinkBench(IClock clock)
    {
        Channel = new LinkChannel(Gateway, new LinkSigner(ScriptedGateway.Key), ScriptedGateway.BasePath);
        HelloInfo info = new HelloInfo { Mac = "010203040506", Boot = 3, Program = "factory", Firmware = "1.0.0", Board = "some-board" };
        Client = new LinkClient(Channel, Outgoing, info, Listener);
        Link = new DeviceLink(Client, Outgoing, Listener, clock, new Recovery(Power), new Random(1));
    }

    internal ScriptedGateway Gateway { get; } = new ScriptedGateway();

    internal RecordingListener Listener { get; } = new RecordingListener();

    internal OutgoingQueue Outgoing { get; } = new OutgoingQueue();

    internal TestPower Power { get; } = new TestPower();

    internal LinkChannel Channel { get; }

    internal LinkClient Client { get; }

    internal DeviceLink Link { get; }

    /// <summary>A message as JSON.</summary>
    internal static byte[] Message(string name)
    {
        return Bytes.Of("{\"type\":\"agent\",\"name\":\"" + name + "\",\"data\":null}");
    }

    /// <summary>Numbers and names of a send request, such as "1a,2b".</summary>
    internal static string Numbered(LinkCall send)
    {
        string text = "";
        ArrayList messages = (ArrayList)send.Body["messages"];
        for (int i = 0; i < messages.Count; i++)
        {
            Hashtable message = (Hashtable)messages[i];
            text += (i == 0 ? "" : ",") + JsonFields.GetLong(message, "n", 0).ToString() + JsonFields.GetString(message, "name");
        }
        return text;
    }

    internal void Queue(string name)
    {
        Outgoing.TryAdd(Message(name), false);
    }
}
