using System.Text;
using VirtualBoard.NanoApi;
using Timeouts = System.Threading.Timeout;

namespace System.Net;

/// <summary>The exchange itself.</summary>
public partial class HttpWebRequest
{
    private const int LongestHeaderLine = 4_000;

    private HttpWebResponse? _response;

    /// <summary>The longest wait for the response: the timer over it, or the stream's own limit, whichever ends first.</summary>
    private TimeSpan? Patience
    {
        get
        {
            var limit = Math.Min(Unsigned(_timeout), Unsigned(_readWriteTimeout));
            return limit == uint.MaxValue ? null : TimeSpan.FromMilliseconds(limit);

            static uint Unsigned(int milliseconds) => milliseconds == Timeouts.Infinite ? uint.MaxValue : (uint)milliseconds;
        }
    }

    /// <summary>The proxy that the request goes through; null for none.</summary>
    private Uri? Via => Proxy is { } proxy && !proxy.IsBypassed(_uri) ? proxy.GetProxy(_uri) : null;

    private void Connect()
    {
        Machine.Enter();
        _connection = HttpConnection.Open(_uri, Via, new TlsOptions(HttpsAuthentCert, SslVerification));
        CompleteHeaders();
        _sent = true;
    }

    private HttpWebResponse Exchange()
    {
        var connection = _connection ?? throw new Sockets.SocketException(Sockets.SocketError.NotConnected);
        var request = VirtualBoard.Web.WebRequest.To(_method, _uri.AbsoluteUri, [.. _headers.Pairs], _body?.Content ?? []) with { Via = Via?.Host };
        var answer = connection.Exchange(request, Patience);
        var headers = Receive(answer);
        return _response = new HttpWebResponse(_method, _uri, answer, headers, connection);
    }

    private WebHeaderCollection Receive(VirtualBoard.Web.WebResponse answer)
    {
        var headers = new WebHeaderCollection(isOfMessage: true);
        var left = _maxHeaders == -1 ? int.MaxValue : _maxHeaders * 1_024;
        foreach (var (name, value) in answer.Headers)
        {
            var length = name.Length + value.Length + 2;
            left -= length;
            if (left < 0 || length > LongestHeaderLine)
                throw new WebException("Headers size exceed limit", WebExceptionStatus.ServerProtocolViolation);
            headers.AddInternal(name, value);
        }

        // A server on the wire says how long its body is; one in memory need not.
        if (headers[HttpKnownHeaderNames.ContentLength] is null && headers[HttpKnownHeaderNames.TransferEncoding] is null)
            headers.AddInternal(HttpKnownHeaderNames.ContentLength, answer.Body.Length.ToString());
        return headers;
    }

    private void CompleteHeaders()
    {
        if (_hasContent)
            _headers.SetInternal(HttpKnownHeaderNames.ContentLength, _contentLength.ToString());
        if (_version.Equals(HttpVersion.Version10))
            KeepAlive = false;
        else if (_headers[HttpKnownHeaderNames.Connection] is null)
            _headers.SetInternal(HttpKnownHeaderNames.Connection, KeepAlive ? "keep-alive" : "close");
        _headers.SetInternal(HttpKnownHeaderNames.Host, _uri.Host);

        if (Credentials is { AuthenticationType: AuthenticationType.Basic } user)
        {
            var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(user.UserName + ":" + user.Password));
            _headers.SetInternal(HttpKnownHeaderNames.Authorization, "Basic " + token);
        }
    }
}
