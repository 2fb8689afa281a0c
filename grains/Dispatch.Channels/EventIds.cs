namespace Dispatch.Channels;

/// <summary>Every event id of this project, a hundred per feature. A retired id stays listed; an id is never used for something else.</summary>
internal static class EventIds
{
    public const int PickupWriting = 2000;
    public const int PickupWritten = 2001;
    public const int PickupRenaming = 2002;
    public const int PickupRenamed = 2003;
    public const int PickupFailed = 2004;

    public const int RelayConnecting = 2010;
    public const int RelayConnected = 2011;
    public const int RelayReused = 2012;
    public const int EnvelopeSending = 2013;
    public const int EnvelopeAccepted = 2014;
    public const int ContentSending = 2015;
    public const int EndOfDataSending = 2016;
    public const int RelayAnswered = 2017;
    public const int RelayFailed = 2018;

    public const int EmailComposed = 2020;
    public const int EmailAttemptEnded = 2021;
    public const int EmailDocumentUnreadable = 2022;

    public const int RelayDown = 2030;
    public const int RelayUp = 2031;
    public const int BounceUnreadable = 2050;
    public const int EmailUnsigned = 2080;

    public const int SpoolWriting = 2100;
    public const int SpoolWritten = 2101;
    public const int SpoolIndexing = 2102;
    public const int SpoolIndexed = 2103;
    public const int SpoolRenaming = 2104;
    public const int SpoolRenamed = 2105;
    public const int SpoolAlreadyIndexed = 2106;
    public const int SpoolFailed = 2107;
    public const int SpoolIndexRepaired = 2108;
    public const int SpoolIndexLineIgnored = 2109;
    public const int SpoolFolderMissing = 2110;
    public const int SpoolTooLate = 2111;

    public const int PrintAttemptEnded = 2120;
    public const int PrintDocumentUnreadable = 2121;
    public const int PrintBatchAttemptEnded = 2122;

    public const int IppJobCreating = 2130;
    public const int IppJobCreated = 2131;
    public const int IppReferenceRecorded = 2132;
    public const int IppDocumentSending = 2133;
    public const int IppDocumentSent = 2134;
    public const int IppJobFound = 2135;
    public const int IppJobCancelling = 2136;
    public const int IppJobCancelled = 2137;
    public const int IppFailed = 2138;
    public const int IppReferenceNotRecorded = 2139;
    public const int PrintServerAway = 2140;
    public const int PrintServerAnswers = 2141;
    public const int ServerQueueFound = 2142;
    public const int ServerQueueGone = 2143;
    public const int ServerQueueSkipped = 2144;
    public const int ServerQueueUnusable = 2145;
    public const int PrintServersNotAsked = 2146;

    public const int SftpPackaging = 2150;
    public const int SftpPackaged = 2151;
    public const int SftpPackageFailed = 2152;
    public const int SftpConnecting = 2153;
    public const int SftpConnected = 2154;
    public const int SftpUploading = 2155;
    public const int SftpUploaded = 2156;
    public const int SftpRenaming = 2157;
    public const int SftpRenamed = 2158;
    public const int SftpAlreadyThere = 2159;
    public const int SftpWithdrawn = 2160;
    public const int SftpFailed = 2161;
    public const int SftpReceiptRead = 2162;
    public const int SftpReceiptIncomplete = 2163;
    public const int SftpReceiptUnreadable = 2164;
    public const int SftpForeignFile = 2165;
    public const int SftpRefusalRemoved = 2166;
    public const int SftpReferenceNotRecorded = 2167;
    public const int SftpHostKeyRefused = 2168;
    public const int SftpTakenUnseen = 2169;
}
