namespace System.Net;

/// <summary>Stands in for nanoFramework's callback for "100 Continue".</summary>
public delegate void HttpContinueDelegate(int StatusCode, WebHeaderCollection httpHeaders);
