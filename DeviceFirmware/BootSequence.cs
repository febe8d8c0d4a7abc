using System.Threading;
using DeviceFirmware.Programs;
using ImpDevice.Diagnostics;
using ImpDevice.Networking;
using ImpDevice.Runtime;
using ImpDevice.Storage;

namespace DeviceFirmware;

/// <summary>From power-up to a running program.</summary>
internal sealed class BootSequence
{
    private const int LookAgainMs = 5000;
    private const int LooksBeforeReboot = 60;

    private readonly Recovery _recovery;

    internal BootSequence(Recovery recovery)
    {
        _recovery = recovery;
    }

    internal void Run()
    {
        BootRecord boot = BootRecord.Begin(new SlotStore(BootRecord.DefaultPrefix));
        _recovery.CountIn(boot);
        ConfigurationStore configuration = new ConfigurationStore(new SlotStore(ConfigurationStore.DefaultPrefix));
        DeviceIdentity identity = DeviceIdentity.OfBoard();
        ProvisioningResult file = ProvisioningReader.Read(ProvisioningReader.DefaultPath);
        Provisioning provisioning = file.Content;
        StatusLed led = StatusLed.OnPin(file.LedPin, file.LedActiveLow);
        bool wifi = provisioning == null || provisioning.Network == NetworkKind.Wifi;
        // Without provisioning it is not known what belongs to a complete enrolment: nothing is dropped.
        if (provisioning != null) ProgramChoice.DropHalfEnrolment(configuration, wifi);
        ProgramKind program = ProgramChoice.Of(configuration.Current, wifi);
        ImpConsole.State("booted", new Fields()
            .Add("boot", boot.Number)
            .Add("program", ProgramName.Of(program))
            .Add("device", identity.DeviceId)
            .Add("mac", identity.Mac)
            .Add("firmware", FirmwareVersion.Text)
            .Add("board", provisioning == null ? "unknown" : provisioning.Board));
        if (provisioning == null)
        {
            led.Show(LedState.NotProvisioned);
            WaitForProvisioning(file);
            return;
        }
        ImpConsole.State("provisioned", new Fields().Add("network", provisioning.NetworkName).Add("gateway", provisioning.Gateway));
        Start(program, ImpRuntime.Start(new ImpOptions
        {
            Program = program,
            FirmwareVersion = FirmwareVersion.Text,
            Provisioning = provisioning,
            Configuration = configuration,
            UserConfiguration = new UserConfiguration(new SlotStore(UserConfiguration.DefaultPrefix)),
            Boot = boot,
            Identity = identity,
            Led = led,
            Recovery = _recovery,
        }));
    }

    private static void Start(ProgramKind program, ImpRuntime runtime)
    {
        switch (program)
        {
            case ProgramKind.Activation:
                new ActivationProgram(runtime).Start();
                break;
            case ProgramKind.Production:
                new ProductionProgram(runtime).Start();
                break;
            default:
                new FactoryProgram(runtime).Start();
                break;
        }
        runtime.Run();
    }

    /// <summary>
    /// The file can be written while the firmware runs: looks again every 5 s and starts over when it is good. Reboots after 5 minutes,
    /// in case the file system is what is wrong.
    /// </summary>
    private void WaitForProvisioning(ProvisioningResult file)
    {
        string shown = null;
        for (int look = 0; look < LooksBeforeReboot && file.Content == null; look++)
        {
            if (file.Reason != shown) ImpConsole.State("not-provisioned", new Fields().Add("reason", file.Reason).Add("detail", file.Detail));
            shown = file.Reason;
            Thread.Sleep(LookAgainMs);
            file = ProvisioningReader.Read(ProvisioningReader.DefaultPath);
        }
        _recovery.Reboot(file.Content == null ? "not-provisioned" : "provisioned");
    }
}
