namespace Dispatch.Grains;

/// <summary>All log event ids of the grains; a retired id stays listed.</summary>
internal static class EventIds
{
    public const int AttemptBegun = 1000;
    public const int AttemptEnded = 1001;
    public const int AttemptDeferred = 1002;
    public const int AttemptRefused = 1003;
    public const int AttemptUnknown = 1004;
    public const int OutcomeRecorded = 1005;
    public const int OutcomeNotWritten = 1006;
    public const int OutcomeTooLate = 1007;
    public const int AttemptFailed = 1008;
    public const int ReportFailed = 1009;
    public const int IntentLost = 1010;
    public const int IntentWriting = 1011;
    public const int Sending = 1012;
    public const int OutcomeWriting = 1013;
    public const int Reported = 1014;
    public const int DispatchHeld = 1015;

    public const int ReceiptWriting = 1016;
    public const int CameBack = 1017;
    public const int ReceiptIgnored = 1018;
    public const int ReferenceRecorded = 1019;
    public const int Resent = 1020;

    public const int ScanFailed = 1100;
    public const int WakeFailed = 1101;
    public const int PokeFailed = 1102;
    public const int UploadsRemoved = 1103;
    public const int AttemptsExpired = 1104;
    public const int HousekeepingFailed = 1105;
    public const int PersonalDataRemoved = 1106;

    public const int ControlsNotRead = 1300;
    public const int RunNotReached = 1301;
    public const int ChannelPaused = 1302;
    public const int ChannelResumed = 1303;
    public const int RunPhaseChanged = 1304;
    public const int RunPaused = 1305;
    public const int RunResumed = 1306;
    public const int RunCancelled = 1307;
    public const int RunStepFailed = 1308;
    public const int LettersMoved = 1309;
    public const int OutagesNotWritten = 1310;

    public const int ReceiptSourceOpened = 1350;
    public const int ReceiptSourceFailed = 1351;
    public const int ReceiptUnmatched = 1352;
    public const int ReceiptExpired = 1353;
    public const int ReceiptsNotReached = 1354;
    public const int ReceiptsTaken = 1355;
    public const int LetterReturned = 1356;
    public const int ReceiptGivenUp = 1357;

    public const int InvoiceFinalized = 1200;
    public const int FinalizationFailed = 1201;
    public const int DocumentsStored = 1202;
    public const int InvoiceAccepting = 1203;
    public const int SubscriptionHeld = 1204;
    public const int SubscriptionReleased = 1205;

    public const int GathererNotReached = 1400;
    public const int GatherFailed = 1401;
    public const int BatchMaking = 1402;
    public const int BatchMade = 1403;
    public const int WaitingReleased = 1404;
    public const int BatchIntentWriting = 1405;
    public const int BatchBegun = 1406;
    public const int BatchFixed = 1407;
    public const int BatchComposed = 1408;
    public const int BatchReferenceRecorded = 1409;
    public const int BatchOutcomeWriting = 1410;
    public const int BatchRecorded = 1411;
    public const int BatchFollowed = 1412;
    public const int BatchDeferred = 1413;
    public const int BatchRefused = 1414;
    public const int BatchHeld = 1415;
    public const int BatchOutcomeNotWritten = 1416;
    public const int BatchOutcomeTooLate = 1417;
    public const int BatchAttemptFailed = 1418;
    public const int BatchLetterUnusable = 1419;
    public const int BatchDocumentUnreadable = 1420;
    public const int BatchCommanded = 1421;
}
