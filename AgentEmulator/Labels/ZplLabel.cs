using System.Globalization;
using System.Text;

namespace AgentEmulator.Labels;

/// <summary>A label in ZPL II for a 203 dpi printer; the printer draws the QR code itself.</summary>
internal static class ZplLabel
{
    private const int QrMagnification = 5;
    private const int TextLeft = 196;
    private const int UrlWidth = UnitLabel.Width - TextLeft - 4;

    public static byte[] Render(UnitLabel label)
    {
        var zpl = new StringBuilder();
        zpl.Append(CultureInfo.InvariantCulture, $"^XA\n^CI28\n^PW{UnitLabel.Width}\n^LL{UnitLabel.Height}\n^LH0,0\n");
        // M: error correction 15 %; A: the printer chooses the encoding.
        zpl.Append(CultureInfo.InvariantCulture, $"^FO14,12^BQN,2,{QrMagnification}^FH^FDMA,{Escape(label.AgentUrl)}^FS\n");
        Text(zpl, 14, 14, "DEVICE ID");
        Text(zpl, 34, 24, label.DeviceId);
        Text(zpl, 68, 14, "MAC");
        Text(zpl, 88, 24, label.Mac);
        Text(zpl, 122, 14, "AGENT");
        zpl.Append(CultureInfo.InvariantCulture, $"^FO{TextLeft},142^A0N,16,16^FB{UrlWidth},3,0,L^FH^FD{Escape(label.AgentUrl)}^FS\n^XZ\n");
        return Encoding.UTF8.GetBytes(zpl.ToString());
    }

    private static void Text(StringBuilder zpl, int top, int height, string text) =>
        zpl.Append(CultureInfo.InvariantCulture, $"^FO{TextLeft},{top}^A0N,{height},{height}^FH^FD{Escape(text)}^FS\n");

    /// <summary>With ^FH an underscore and two hex digits stand for a character: what ZPL takes for a command goes in that way.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '^' or '~' or '_' or '\\' || char.IsControl(c))
                escaped.Append(CultureInfo.InvariantCulture, $"_{(int)c & 0xFF:X2}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
