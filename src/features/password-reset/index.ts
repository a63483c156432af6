export { passwordResetRoutes } from './routes.ts';
export { issueSignInLink, type SignInLink } from './sign-in-link.ts';
