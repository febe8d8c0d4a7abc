using VirtualBoard.NanoApi;
using IOException = System.IO.IOException;

namespace nanoFramework.System.IO.FileSystem;

public delegate void CardDetectStateEventHandler(object sender, CardDetectChangedEventArgs e);

/// <summary>Stands in for nanoFramework's SD card. A virtual board has a slot with no card in it.</summary>
public class SDCard : IDisposable
{
    private bool _isDisposed;

    public SDCard(uint slotIndex = 0) => SlotIndex = slotIndex;

    public SDCard(SDCardMmcParameters mmcParameters, CardDetectParameters? cdParameters = null)
    {
        MmcParameters = mmcParameters ?? throw new ArgumentNullException();
        (CardType, SlotIndex, CdParameters) = (SDInterfaceType.Mmc, mmcParameters.slotIndex, cdParameters);
    }

    public SDCard(SDCardSpiParameters spiParameters, CardDetectParameters? cdParameters = null)
    {
        SpiParameters = spiParameters ?? throw new ArgumentNullException();
        (CardType, SlotIndex, CdParameters) = (SDInterfaceType.Spi, spiParameters.slotIndex, cdParameters);
    }

    /// <summary>Never raised: nobody puts a card in.</summary>
    public event CardDetectStateEventHandler CardDetectChanged
    {
        add => Machine.Enter();
        remove => Machine.Enter();
    }

    public enum SDDataWidth
    {
        _1_bit = 1,
        _4_bit = 2,
    }

    public enum SDInterfaceType
    {
        System = 0,
        Mmc = 1,
        Spi = 2,
    }

    public SDInterfaceType CardType { get; }

    public bool IsMounted => false;

    public bool CardDetectEnabled => CdParameters is { enableCardDetectPin: true };

    public uint SlotIndex { get; }

    public SDCardMmcParameters? MmcParameters { get; }

    public SDCardSpiParameters? SpiParameters { get; }

    public CardDetectParameters? CdParameters { get; }

    public bool IsCardDetected => false;

    /// <exception cref="IOException">Always: there is no card.</exception>
    public void Mount()
    {
        Check();
        throw new IOException("", (int)IOException.IOExceptionErrorCode.VolumeNotFound);
    }

    /// <exception cref="IOException">Always: it is not mounted.</exception>
    public void Unmount()
    {
        Check();
        throw new IOException("", (int)IOException.IOExceptionErrorCode.VolumeNotFound);
    }

    public void Dispose() => _isDisposed = true;

    private void Check()
    {
        Machine.Enter();
        if (_isDisposed)
            throw new ObjectDisposedException();
    }
}

/// <summary>Stands in for nanoFramework's pin that tells whether a card is in.</summary>
public class CardDetectParameters
{
    public bool enableCardDetectPin;
    public bool cardDetectedState;
    public uint cardDetectPin;
    public bool autoMount;
}

/// <summary>Stands in for nanoFramework's wiring of a card on the SDMMC bus.</summary>
public class SDCardMmcParameters
{
    public uint slotIndex;
    public SDCard.SDDataWidth dataWidth;
}

/// <summary>Stands in for nanoFramework's wiring of a card on SPI.</summary>
public class SDCardSpiParameters
{
    public uint slotIndex;
    public uint spiBus;
    public uint chipSelectPin;
}
