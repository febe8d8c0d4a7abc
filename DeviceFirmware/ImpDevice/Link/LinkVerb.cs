namespace ImpDevice.Link;

/// <summary>Last segment of a request's path.</summary>
internal static class LinkVerb
{
    internal const string Hello = "hello";
    internal const string Send = "send";
    internal const string Poll = "poll";
    internal const string Bless = "bless";
    internal const string Enroll = "enroll";
}
