using System.Collections;
using ImpDevice.Diagnostics;
using ImpDevice.Link;
using ImpDevice.Text;

namespace ImpDevice.Runtime;

/// <summary>Log lines for the impCloud, copied to the console.</summary>
internal sealed class ServerLog
{
    // A log line is for reading; more than this is a mistake, and it would crowd the queue.
    private const int LongestMessage = 1024;

    private DeviceLink _link;

    internal void SendTo(DeviceLink link)
    {
        _link = link;
    }

    internal SendResult Write(string area, string level, string message)
    {
        string text = message ?? "";
        if (text.Length > LongestMessage) text = text.Substring(0, LongestMessage);
        if (level == "error") ImpConsole.Error(area, text);
        else ImpConsole.Info(area, text);
        if (_link == null || !_link.IsOpen) return SendResult.NotConnected;
        Hashtable line = new Hashtable();
        line.Add("type", "log");
        line.Add("level", level);
        line.Add("message", text);
        return _link.TrySend(Json.WriteUtf8(line), true) ? SendResult.Ok : SendResult.WouldBlock;
    }
}
