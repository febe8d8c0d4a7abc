namespace System.Globalization;

/// <summary>Stands in for nanoFramework's names and patterns of dates: those of the invariant culture.</summary>
public sealed class DateTimeFormatInfo
{
    internal DateTimeFormatInfo()
    {
    }

    public static DateTimeFormatInfo CurrentInfo => CultureInfo.CurrentUICulture.DateTimeFormat;

    public string AMDesignator => "AM";

    public string PMDesignator => "PM";

    public string DateSeparator => "/";

    public string TimeSeparator => ":";

    public string FullDateTimePattern => LongDatePattern + " " + LongTimePattern;

    public string LongDatePattern => "dddd, dd MMMM yyyy";

    public string LongTimePattern => "HH:mm:ss";

    public string ShortDatePattern => "MM/dd/yyyy";

    public string ShortTimePattern => "HH:mm";

    public string MonthDayPattern => "MMMM dd";

    public string YearMonthPattern => "yyyy MMMM";

    public string RFC1123Pattern => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";

    public string SortableDateTimePattern => "yyyy'-'MM'-'dd'T'HH':'mm':'ss";

    public string UniversalSortableDateTimePattern => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";

    public string[] AbbreviatedDayNames => ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public string[] DayNames => ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public string[] AbbreviatedMonthNames => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", ""];

    public string[] MonthNames =>
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", ""];
}
