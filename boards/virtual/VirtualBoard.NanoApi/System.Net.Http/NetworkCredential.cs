namespace System.Net;

/// <summary>Stands in for nanoFramework's user name and password for basic authentication; the same on hardware.</summary>
public class NetworkCredential
{
    public NetworkCredential()
    {
    }

    public NetworkCredential(string userName, string password)
        : this(userName, password, AuthenticationType.Basic)
    {
    }

    public NetworkCredential(string userName, string password, AuthenticationType authenticationType) =>
        (UserName, Password, AuthenticationType) = (userName, password, authenticationType);

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public AuthenticationType AuthenticationType { get; set; }
}
