using ImpDevice.Diagnostics;
using ImpDevice.Storage;

namespace ImpDevice.Runtime;

/// <summary>The production application arrives: from then on the device is no DUT any more. May run on a link thread.</summary>
internal sealed class Deployment
{
    private readonly ConfigurationStore _configuration;
    private readonly ProgramKind _program;
    private readonly Recovery _recovery;

    internal Deployment(ConfigurationStore configuration, ProgramKind program, Recovery recovery)
    {
        _configuration = configuration;
        _program = program;
        _recovery = recovery;
    }

    /// <summary>
    /// Remembers the application. DUT firmware ends here and now, in the middle of whatever its callbacks were doing. A second
    /// deployment of a loaded application changes nothing, so a repeated message cannot reboot the device again.
    /// </summary>
    internal void Apply()
    {
        if (_configuration.Current.ApplicationLoaded) return;
        _configuration.Update(c => c.ApplicationLoaded = true);
        ImpConsole.State("application-loaded");
        if (_program == ProgramKind.Factory) _recovery.Reboot("application-loaded");
    }
}
