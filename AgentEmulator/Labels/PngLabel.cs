using QRCoder;

namespace AgentEmulator.Labels;

/// <summary>A label as a black and white picture, one pixel for each dot of a 203 dpi printer.</summary>
/// <remarks>Drawn with a font of its own, so that it looks the same on every computer, also on one without any fonts.</remarks>
internal static class PngLabel
{
    private const int MostModulePixels = 5;
    private const int Margin = 2;
    private const int TextLeft = 196;

    public static byte[] Render(UnitLabel label)
    {
        var picture = new Bitmap(UnitLabel.Width, UnitLabel.Height);
        DrawQr(picture, label.AgentUrl);
        picture.Text(TextLeft, 14, 1, "DEVICE ID");
        picture.Text(TextLeft, 26, 2, label.DeviceId);
        picture.Text(TextLeft, 56, 1, "MAC");
        picture.Text(TextLeft, 68, 2, label.Mac, advance: 11);
        picture.Text(TextLeft, 98, 1, "AGENT");
        var top = 112;
        foreach (var line in Lines(label.AgentUrl, (UnitLabel.Width - TextLeft - 4) / BitmapFont.Advance))
        {
            picture.Text(TextLeft, top, 1, line);
            top += 12;
        }

        return Png.Encode(picture, UnitLabel.DotsPerMetre);
    }

    private static void DrawQr(Bitmap picture, string text)
    {
        using var generator = new QRCodeGenerator();
        using var qr = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        // QRCoder's matrix has a quiet zone of four modules around the code.
        var modules = qr.ModuleMatrix.Count;
        var scale = Math.Clamp((Math.Min(TextLeft, UnitLabel.Height) - Margin) / modules, 1, MostModulePixels);
        var top = (UnitLabel.Height - (modules * scale)) / 2;
        for (var y = 0; y < modules; y++)
        {
            for (var x = 0; x < modules; x++)
            {
                if (qr.ModuleMatrix[y][x])
                    picture.Fill(Margin + (x * scale), top + (y * scale), scale, scale);
            }
        }
    }

    private static IEnumerable<string> Lines(string text, int width)
    {
        for (var at = 0; at < text.Length; at += width)
            yield return text.Substring(at, Math.Min(width, text.Length - at));
    }
}
