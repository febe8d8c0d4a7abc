namespace AgentEmulator.Flashing;

/// <summary>A command as it would be typed.</summary>
internal static class CommandText
{
    public static string Of(string program, IReadOnlyList<string> arguments) => string.Join(' ', arguments.Prepend(program).Select(Quoted));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./\\:=,+@%".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"\"{argument}\"";
}
