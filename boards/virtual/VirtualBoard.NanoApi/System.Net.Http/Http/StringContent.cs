using System.Net.Http.Http.Headers;
using System.Text;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's body out of text. As on hardware the header says utf-8 whatever the encoding.</summary>
public class StringContent : ByteArrayContent
{
    public StringContent(string content)
        : this(content, null, null)
    {
    }

    public StringContent(string content, Encoding? encoding)
        : this(content, encoding, null)
    {
    }

    public StringContent(string content, Encoding? encoding, string? mediaType)
        : base((encoding ?? Encoding.UTF8).GetBytes(content ?? throw new ArgumentNullException())) =>
        Headers.ContentType = new MediaTypeHeaderValue(mediaType ?? "text/plain") { CharSet = "utf-8" };
}
