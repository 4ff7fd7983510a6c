export type PublicSet = 'multidogo' | 'dstc11' | 'nlupp';

/**
 * Which of our eight intents those of a public set are. What has no honest counterpart (a disputed charge may be a
 * complaint, a request or support; a greeting is none) is not listed and not measured.
 */
const multidogo = {
  cancel: ['closeaccount', 'stoporder'],
  sales: ['startserviceintent', 'startorder'],
  support: ['reportbrokenphone', 'reportlostcard', 'reportbrokensoftware'],
  information: [
    'checkclaimstatus',
    'checkbalance',
    'getroutingnumber',
    'getseatinfo',
    'checkserverstatus',
    'getinformationintent',
  ],
  request: [
    'getproofofinsurance',
    'updateaddress',
    'transfermoney',
    'replacecard',
    'orderchecks',
    'getboardingpass',
    'changeseatassignment',
    'bookflight',
    'expensereport',
    'softwareupdate',
    'upgradeserviceintent',
  ],
};

const dstc11 = {
  cancel: ['CancelPlan', 'CancelAutomaticBilling', 'CloseBankAccount', 'CloseAccount', 'CancelCheck'],
  payment: ['PayBill', 'PayLoan', 'SetAutoPayment', 'MakeCreditCardPayment'],
  sales: [
    'GetQuote',
    'EnrollInPlan',
    'OpenBankingAccount',
    'OpenAccount',
    'ApplyLoan',
    'ApplyCreditCard',
    'PurchaseStocks',
  ],
  complaint: ['ReportBillingIssue'],
  support: ['ResetPassword', 'ReportLostStolenCard'],
  information: [
    'FindAgent',
    'CheckPaymentStatus',
    'GetPolicyNumber',
    'CheckAccountBalance',
    'FindATM',
    'GetBranchHours',
    'FindBranch',
    'GetWithdrawalLimit',
    'CheckTransactionHistory',
    'GetDebtIncomeRatio',
    'AskConsumerPriceIndex',
    'GetInvestmentReport',
    'OnlineBankingInfo',
    'GetCreditCardInfo',
    'GetExchangeRate',
    'CheckCreditCardBalance',
    'GetTreasuryBondYield',
    'AskLiquidityRatio',
    'GetLoanInfo',
    'GetCreditReport',
    'NetIncome',
    'CheckLoanBalance',
    'GetStockQuote',
  ],
  question: ['AskAboutCashDeposits', 'AskAboutTransferTime'],
  request: [
    'FileClaim',
    'CreateAccount',
    'RequestProofOfInsurance',
    'UpdateBillingFrequency',
    'ReportAutomobileAccident',
    'AddDependent',
    'ChangeAddress',
    'RemoveDependent',
    'ChangePlan',
    'ChangeSecurityQuestion',
    'InternalFundsTransfer',
    'UpdatePhoneNumber',
    'UpdateEmail',
    'SetUpOnlineBanking',
    'ExternalWireTransfer',
    'UpdateStreetAddress',
    'ScheduleAppointment',
    'OrderCheck',
    'ChangeStatementDelivery',
    'MakeTransfer',
    'RequestNewCard',
    'ChangePin',
    'AddUserToAccount',
    'GetBankStatement',
  ],
};

/** NLU++ gives several labels to one sentence; any intent one of them allows counts as right. */
const nlupp = {
  cancel: ['cancel_close_leave_freeze'],
  sales: ['make_open_apply_setup_get_activate'],
  complaint: ['wrong_notworking_notshowing', 'why'],
  support: ['wrong_notworking_notshowing', 'lost_stolen'],
  information: ['request_info', 'how_much', 'when', 'how_long', 'how', 'balance'],
  question: ['request_info', 'how_much', 'when', 'how_long', 'how', 'why'],
  request: ['change', 'make_open_apply_setup_get_activate', 'refund', 'cancel_close_leave_freeze'],
};

const maps: Record<PublicSet, Record<string, readonly string[]>> = { multidogo, dstc11, nlupp };

/** Our intents that a sentence may be said to have; none where there is no honest counterpart. */
export function classesOf(set: PublicSet, intents: readonly string[]): string[] {
  return Object.entries(maps[set])
    .filter(([, theirs]) => intents.some((intent) => theirs.includes(intent)))
    .map(([ours]) => ours);
}
