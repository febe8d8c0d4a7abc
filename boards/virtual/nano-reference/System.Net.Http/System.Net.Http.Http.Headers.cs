namespace System.Net.Http.Http.Headers;

public class MediaTypeHeaderValue
{
    public MediaTypeHeaderValue(string mediaType) => throw null;

    public string CharSet { get => throw null; set => throw null; }
    public string MediaType { get => throw null; set => throw null; }

    public static MediaTypeHeaderValue Parse(string input) => throw null;
    public override string ToString() => throw null;
}
