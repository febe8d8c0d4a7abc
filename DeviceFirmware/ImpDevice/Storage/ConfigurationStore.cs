using ImpDevice.Diagnostics;
using ImpDevice.Text;

namespace ImpDevice.Storage;

/// <summary>Changes a configuration in place, before it is saved.</summary>
/// <param name="configuration">A copy to change.</param>
public delegate void ConfigurationChange(DeviceConfiguration configuration);

/// <summary>The device's configuration: a copy in RAM, and two slots in flash. Safe for several threads.</summary>
public sealed class ConfigurationStore
{
    /// <summary>Slot files of the firmware: <c>I:\config.0</c> and <c>I:\config.1</c>.</summary>
    public const string DefaultPrefix = "I:\\config.";

    private const string Area = "store";

    private readonly object _gate = new object();
    private readonly SlotStore _slots;
    private DeviceConfiguration _saved;

    /// <summary>Loads the configuration; starts empty when nothing valid is stored (logged when something was stored).</summary>
    /// <param name="slots">Where it is kept.</param>
    public ConfigurationStore(SlotStore slots)
    {
        _slots = slots;
        byte[] payload = slots.Load();
        _saved = payload == null ? new DeviceConfiguration() : Decode(payload);
    }

    /// <summary>A copy of what is saved. Changing the copy changes nothing: see <see cref="Update"/>.</summary>
    public DeviceConfiguration Current
    {
        get
        {
            lock (_gate) return _saved.Copy();
        }
    }

    /// <summary>
    /// Saves a change, all of it or nothing. Returns when it is durable. A change that changes nothing writes nothing, to spare the flash.
    /// </summary>
    /// <param name="change">Gets a copy to change.</param>
    /// <exception cref="StorageException">Not saved; RAM and flash still hold the old configuration.</exception>
    public void Update(ConfigurationChange change)
    {
        lock (_gate)
        {
            DeviceConfiguration next = _saved.Copy();
            change(next);
            if (ConfigurationCodec.Same(_saved, next)) return;
            _slots.Write(ConfigurationCodec.Encode(next));
            _saved = next;
        }
    }

    private static DeviceConfiguration Decode(byte[] payload)
    {
        try
        {
            return ConfigurationCodec.Decode(payload);
        }
        catch (JsonException e)
        {
            ImpConsole.Error(Area, "stored configuration not understood, starting empty", new Fields().Add("reason", e.Message));
            return new DeviceConfiguration();
        }
    }
}
