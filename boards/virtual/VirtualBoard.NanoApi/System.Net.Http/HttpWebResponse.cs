using System.IO;

namespace System.Net;

/// <summary>Stands in for nanoFramework's HTTP response. It keeps one of the board's sockets until it, or its stream, is closed.</summary>
/// <remarks>Differs from hardware: the body is there at once, so reading it never fails half way.</remarks>
public class HttpWebResponse : WebResponse
{
    private readonly HttpConnection _connection;
    private readonly ResponseBody _body;
    private readonly long _contentLength;

    internal HttpWebResponse(string method, Uri uri, VirtualBoard.Web.WebResponse answer, WebHeaderCollection headers, HttpConnection connection)
    {
        (Method, ResponseUri, Headers, _connection) = (method, uri, headers, connection);
        (StatusCode, StatusDescription) = ((HttpStatusCode)answer.Status, answer.Reason);
        _body = new ResponseBody(answer.Body, connection);
        _contentLength = long.TryParse(headers[HttpKnownHeaderNames.ContentLength], out var length) ? length : -1;
    }

    public override WebHeaderCollection Headers { get; }

    public override long ContentLength => _contentLength;

    public string ContentEncoding => GetResponseHeader(HttpKnownHeaderNames.ContentEncoding);

    public override string ContentType => GetResponseHeader(HttpKnownHeaderNames.ContentType);

    public string Server => GetResponseHeader(HttpKnownHeaderNames.Server);

    public DateTime LastModified => HttpDates.Read(Headers[HttpKnownHeaderNames.LastModified]);

    public HttpStatusCode StatusCode { get; }

    public string StatusDescription { get; }

    public Version ProtocolVersion => HttpVersion.Version11;

    public override Uri ResponseUri { get; }

    public string Method { get; }

    public override Stream GetResponseStream() => _body;

    public string GetResponseHeader(string headerName) => Headers[headerName] ?? "";

    public override void Close() => Dispose(true);

    protected override void Dispose(bool disposing)
    {
        _connection.Dispose();
        base.Dispose(disposing);
    }
}
