using System;

namespace ImpDevice.Diagnostics;

/// <summary>
/// The board's console: <c>[    1234] I area: text key=value</c>, with milliseconds since boot and one letter for the kind: D detail,
/// I information, W warning, E error, S state. Host programs read the S lines.
/// </summary>
/// <remarks>Console and not Debug: nanoFramework strips Debug from release builds. Callers shorten secrets: see <see cref="Secret"/>.</remarks>
public static class ImpConsole
{
    /// <summary>Something only a developer wants to know.</summary>
    /// <param name="area">Part of the firmware, one word.</param>
    /// <param name="text">Message.</param>
    /// <param name="fields">Values, or null.</param>
    public static void Detail(string area, string text, Fields fields = null)
    {
        Write("D", area, text, fields);
    }

    /// <summary>Something that happened as it should.</summary>
    /// <param name="area">Part of the firmware, one word.</param>
    /// <param name="text">Message.</param>
    /// <param name="fields">Values, or null.</param>
    public static void Info(string area, string text, Fields fields = null)
    {
        Write("I", area, text, fields);
    }

    /// <summary>Something went wrong and the firmware goes on by itself.</summary>
    /// <param name="area">Part of the firmware, one word.</param>
    /// <param name="text">Message.</param>
    /// <param name="fields">Values, or null.</param>
    public static void Warning(string area, string text, Fields fields = null)
    {
        Write("W", area, text, fields);
    }

    /// <summary>Something went wrong and an outcome is lost.</summary>
    /// <param name="area">Part of the firmware, one word.</param>
    /// <param name="text">Message.</param>
    /// <param name="fields">Values, or null.</param>
    public static void Error(string area, string text, Fields fields = null)
    {
        Write("E", area, text, fields);
    }

    /// <summary>The device is in a new state: <c>S state: name key=value</c>.</summary>
    /// <param name="name">State, lower case with hyphens.</param>
    /// <param name="fields">Values, or null.</param>
    public static void State(string name, Fields fields = null)
    {
        Write("S", "state", name, fields);
    }

    private static void Write(string kind, string area, string text, Fields fields)
    {
        string line = "[" + Environment.TickCount64.ToString().PadLeft(8) + "] " + kind + " " + area + ": " + OneLine(text);
        Console.WriteLine(fields == null ? line : line + fields.ToString());
    }

    /// <summary>A message may come from the other side of the link: it must not be able to forge a line.</summary>
    private static string OneLine(string text)
    {
        if (text == null) return "";
        char[] characters = text.ToCharArray();
        bool changed = false;
        for (int i = 0; i < characters.Length; i++)
        {
            if (characters[i] >= ' ' && characters[i] != '\u007f') continue;
            characters[i] = ' ';
            changed = true;
        }
        return changed ? new string(characters) : text;
    }
}
