namespace ImpDevice.Link;

/// <summary>Who hears of the link. Called on link threads.</summary>
internal interface ILinkListener
{
    /// <summary>A session has begun or was resumed.</summary>
    void Greeted(HelloAnswer answer);

    /// <summary>The agent sent a message. False when there is no room now: the gateway repeats it.</summary>
    bool AgentMessage(string name, object data);

    /// <summary>The production application was deployed to the device.</summary>
    void ApplicationDeployed();

    /// <summary>The gateway asks for a restart.</summary>
    void RestartRequested();

    /// <summary>An exchange failed; so many polls in a row have. It is repeated after a pause.</summary>
    void Trouble(string failure, string detail, int failuresInARow);

    /// <summary>After trouble the gateway answers again.</summary>
    void Recovered();
}
