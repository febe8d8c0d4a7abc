namespace System.Net;

/// <summary>Stands in for nanoFramework's exception of a failed web request.</summary>
/// <remarks>As on hardware, what fails while the response is awaited carries <see cref="WebExceptionStatus.Success"/>: look at the inner exception.</remarks>
public class WebException : InvalidOperationException
{
    public WebException()
    {
    }

    public WebException(string message)
        : base(message)
    {
    }

    public WebException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public WebException(string message, WebExceptionStatus status)
        : base(message) => Status = status;

    public WebException(string message, Exception? inner, WebExceptionStatus status, WebResponse? response)
        : base(message, inner) => (Status, Response) = (status, response);

    public WebExceptionStatus Status { get; }

    public WebResponse? Response { get; }
}
