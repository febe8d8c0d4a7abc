namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="char"/> that only nanoFramework has: case of ASCII letters.</summary>
[NanoMembersOf(typeof(char))]
public static class CharMembers
{
    public static char ToLower(ref char self) => char.IsAsciiLetterUpper(self) ? (char)(self | 0x20) : self;

    public static char ToUpper(ref char self) => char.IsAsciiLetterLower(self) ? (char)(self & ~0x20) : self;
}
