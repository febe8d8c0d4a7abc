namespace System.Net;

/// <summary>Stands in for nanoFramework's maker of requests for one kind of address.</summary>
public interface IWebRequestCreate
{
    WebRequest Create(Uri uri);
}
