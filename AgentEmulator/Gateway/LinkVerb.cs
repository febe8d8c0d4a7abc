namespace AgentEmulator.Gateway;

internal enum LinkVerb
{
    Hello,
    Send,
    Poll,
    Bless,
    Enroll,
}

internal static class LinkVerbs
{
    public static bool TryParse(string text, out LinkVerb verb)
    {
        (var known, verb) = text switch
        {
            "hello" => (true, LinkVerb.Hello),
            "send" => (true, LinkVerb.Send),
            "poll" => (true, LinkVerb.Poll),
            "bless" => (true, LinkVerb.Bless),
            "enroll" => (true, LinkVerb.Enroll),
            _ => (false, default),
        };
        return known;
    }
}
