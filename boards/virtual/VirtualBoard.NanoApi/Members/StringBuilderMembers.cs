using System.Text;
using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="StringBuilder"/>: text of values as on the board, lines that end in CR LF.</summary>
[NanoMembersOf(typeof(StringBuilder))]
public static class StringBuilderMembers
{
    public static char get_Item(StringBuilder self, int index) => self[index];

    public static void set_Item(StringBuilder self, int index, char value) => self[index] = value;

    public static StringBuilder Append(StringBuilder self, object? value) => self.Append(value is null ? null : ObjectText.Of(value));

    public static StringBuilder Append(StringBuilder self, float value) => self.Append(NumberText.Of(value, null));

    public static StringBuilder Append(StringBuilder self, double value) => self.Append(NumberText.Of(value, null));

    public static StringBuilder AppendLine(StringBuilder self) => self.Append("\r\n");

    public static StringBuilder AppendLine(StringBuilder self, string? str) => self.Append(str).Append("\r\n");
}
