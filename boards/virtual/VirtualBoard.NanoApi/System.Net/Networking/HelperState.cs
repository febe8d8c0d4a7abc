using System.Net.NetworkInformation;
using System.Threading;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Networking;

/// <summary>What a network helper keeps between calls, for one boot: nanoFramework's static fields.</summary>
/// <param name="boot">The boot.</param>
/// <param name="type">The interface it looks after.</param>
internal abstract class HelperState(Boot boot, NetworkInterfaceType type)
{
    private ManualResetEvent? _addressAvailable;
    private bool _isSetUp;

    public ManualResetEvent Ready { get; private set; } = new(false);

    public NetworkHelperStatus Status { get; set; }

    public Exception? Exception { get; set; }

    public IPConfiguration? Configuration { get; set; }

    protected Boot Boot => boot;

    protected NetworkInterfaceType Type => type;

    private bool RequiresDate { get; set; }

    /// <summary>Starts looking after the network in the background.</summary>
    /// <exception cref="InvalidOperationException">It does already; only <see cref="Reset"/> ends that.</exception>
    public void SetUp(IPConfiguration? configuration, bool requiresDate)
    {
        if (_isSetUp)
            throw new InvalidOperationException();
        (RequiresDate, _isSetUp, _addressAvailable) = (requiresDate, true, new ManualResetEvent(false));
        Configuration = configuration ?? Configuration;
        NetworkEvents.Of(boot).AddressChanged += OnAddressChanged;
        Begin();
        Status = NetworkHelperStatus.Started;
        Thread.StartSystem(boot, "network-helper", Work);
    }

    /// <summary>Sets the addresses up and waits. Whatever firmware can catch is kept and told as a status.</summary>
    public bool Wait(bool requiresDate, CancellationToken token)
    {
        try
        {
            NetworkReadiness.SetUpAddresses(type, Configuration);
            Status = NetworkHelperStatus.Started;
            Status = NetworkReadiness.Wait(boot, type, Configuration, requiresDate, token);
            return Status == NetworkHelperStatus.NetworkIsReady;
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            return Fail(e);
        }
    }

    public virtual void Reset()
    {
        NetworkEvents.Of(boot).AddressChanged -= OnAddressChanged;
        (_isSetUp, RequiresDate, Ready, Status, Exception, Configuration) = (false, false, new ManualResetEvent(false), NetworkHelperStatus.None, null, null);
        // The worker of before ends by itself: it sees that the event it waits for is no longer the helper's.
        _addressAvailable?.Set();
        _addressAvailable = null;
    }

    /// <summary>What is left to do once the addresses are to be set up.</summary>
    protected virtual void Begin() => NetworkReadiness.SetUpAddresses(type, Configuration);

    protected bool Fail(Exception e)
    {
        (Status, Exception) = (NetworkHelperStatus.ExceptionOccurred, e);
        return false;
    }

    private void Work()
    {
        var available = _addressAvailable;
        if (available is null)
            return;
        if (!NetworkReadiness.HasAddress(type, Configuration))
            available.WaitOne();
        if (available == _addressAvailable && RequiresDate)
            NetworkReadiness.WaitForDate(boot);
        if (available != _addressAvailable)
            return;
        Ready.Set();
        Status = NetworkHelperStatus.NetworkIsReady;
    }

    private void OnAddressChanged(object sender, EventArgs e)
    {
        if (!NetworkReadiness.HasAddress(type, Configuration))
        {
            Ready.Reset();
            _addressAvailable?.Reset();
            Status = NetworkHelperStatus.Reconnecting;
            return;
        }

        _addressAvailable?.Set();
        if (RequiresDate && !NetworkReadiness.HasDate(boot))
            return;
        Ready.Set();
        Status = NetworkHelperStatus.NetworkIsReady;
    }
}
